// Says what to do where the playground cannot run, beside a still picture: opened from a disk, in a browser that lacks
// something, or with a script that did not come. Runs before the page's own scripts, as plain as a script can be;
// the three pages load it. Where all is well it changes nothing.
(function () {
  'use strict';
  var script = document.currentScript;
  // The picture lies beside this script.
  var home = script ? script.src.replace(/[^/]*$/, '') : './';
  var chinese = /[?&]lang=zh/i.test(location.search)
    ? true
    : /[?&]lang=/.test(location.search)
      ? false
      : /^zh/i.test(navigator.language || '');
  var words = chinese
    ? {
        picture: '三个节点：节点 2 领导，节点 1 和 3 跟随，写入能够提交',
        title: '这里无法运行演练场',
        file: '此页面是从磁盘打开的，浏览器不允许它加载自己的脚本。请把这个文件夹放到任意网站上，或者在这个文件夹里运行“npx serve”或“python3 -m http.server”，然后打开它显示的地址。',
        lacks: '这个浏览器缺少：',
        update: '。请使用较新的 Chrome、Edge、Firefox 或 Safari。',
        lost: '页面的一部分没有加载成功。请检查网络后重新加载。如果它在沙箱框架里，提供文件的主机必须发送 Access-Control-Allow-Origin。',
      }
    : {
        picture: 'Three nodes: node 2 leads, nodes 1 and 3 follow, writes can commit',
        title: 'The playground cannot run here',
        file: 'This page was opened from a disk, and browsers do not let such a page load its own scripts. Put this folder on any web site, or run "npx serve" or "python3 -m http.server" in it and open the address that is printed.',
        lacks: 'This browser lacks: ',
        update: '. A recent Chrome, Edge, Firefox or Safari has it.',
        lost: 'A part of this page did not load. Check the connection and load the page again. In a sandboxed frame, the host of the files must send Access-Control-Allow-Origin.',
      };

  function missing() {
    var needed = {
      'Web Workers': window.Worker,
      MessageChannel: window.MessageChannel,
      ResizeObserver: window.ResizeObserver,
      IntersectionObserver: window.IntersectionObserver,
      structuredClone: window.structuredClone,
      crypto: window.crypto && window.crypto.getRandomValues,
      'JavaScript 2023': Array.prototype.findLast && Object.hasOwn,
      'JavaScript modules': script && 'noModule' in script,
    };
    return Object.keys(needed).filter(function (name) {
      return !needed[name];
    });
  }

  /** In the place of the page, unless that runs already: then it says itself what went wrong. */
  function show(why) {
    var app = document.getElementById('app');
    if (!app || app.childNodes.length > 0) return;
    var main = document.createElement('main');
    var title = document.createElement('h1');
    var text = document.createElement('p');
    var picture = document.createElement('img');
    title.textContent = words.title;
    text.textContent = why;
    picture.src = home + 'still.svg';
    picture.alt = words.picture;
    main.style.cssText = 'max-width:680px;margin:0 auto;padding:1em;font:16px/1.5 sans-serif';
    picture.style.cssText = 'width:640px;max-width:100%;height:auto';
    main.appendChild(title);
    main.appendChild(text);
    main.appendChild(picture);
    app.parentNode.replaceChild(main, app);
  }

  var lacking = missing();
  if (location.protocol === 'file:') show(words.file);
  else if (lacking.length > 0) show(words.lacks + lacking.join(', ') + words.update);
  // A script or style that does not come, or a page that fails before it has drawn anything.
  function lost() {
    show(words.lost);
  }
  addEventListener('error', lost, true);
  addEventListener('unhandledrejection', lost);
})();
