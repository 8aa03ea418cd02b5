/** What the words and letters on the page mean. */
export function Glossary() {
  return (
    <section class="glossary" aria-labelledby="glossary-title">
      <h2 id="glossary-title">In the course’s words</h2>
      <dl>
        <div>
          <dt>
            Cost <i>J</i>
          </dt>
          <dd>
            The mean over all examples of the loss −(<i>y</i> log <i>ŷ</i> + (1 − <i>y</i>) log(1 − <i>ŷ</i>)). Guessing
            ½ everywhere costs log 2 ≈ 0.6931.
          </dd>
        </div>
        <div>
          <dt>
            Learning rate <i>α</i>
          </dt>
          <dd>
            How far a step goes: <i>W</i> := <i>W</i> − <i>α</i> <i>dW</i>, where <i>dW</i> is the slope d<i>J</i>/d
            <i>W</i>. Too small and learning crawls; too large and the cost jumps about or runs away.
          </dd>
        </div>
        <div>
          <dt>Epoch</dt>
          <dd>
            Every example seen once. With the full batch that is one step; with batches of 32, one step for each 32
            examples.
          </dd>
        </div>
        <div>
          <dt>Hidden layer</dt>
          <dd>
            Units between input and output, each <i>a</i> = <i>g</i>(<i>w</i>ᵀ<i>x</i> + <i>b</i>). With none, the
            network is logistic regression and its boundary a straight line.
          </dd>
        </div>
        <div>
          <dt>
            Activation <i>g</i>
          </dt>
          <dd>
            What bends the boundary. Try identity: however many layers, they collapse into one linear map and the
            boundary stays straight.
          </dd>
        </div>
        <div>
          <dt>Seed</dt>
          <dd>
            Fixes the random initial weights. “Reset” replays the same ones; “New seed” draws others. The address of
            this page holds all settings: whoever opens it sees the same run.
          </dd>
        </div>
      </dl>
    </section>
  );
}
